"""A memo that a ministry wrote, as a file of curation: a body, a source, and a claim on a topic that is apart."""

MEMO = "We find that time is short."
TOPIC = """topics:
  - {key: time, name: Time, definition: When what is due.}
"""
MEMO_CURATION = """actors:
  - {key: ministry, name: Ministry, kind: institution}
sources:
  - key: memo
    document: texts/memo.txt
    kind: report
    short: Memo
    title: A Memo
    contributors: [{actor: ministry}]
claims:
  - key: time-is-short
    statement: Time is short.
    kind: factual
    claimant: ministry
    attribution: [{actor: ministry, mode: own_voice}]
    quotes: [{source: memo, exact: time is short}]
    topics: [time]
"""
