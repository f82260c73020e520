"""The closed lists. Each value has a label and a definition, which the pages show on hover and at /about/vocabulary."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One value of a closed list: what is stored, how it reads on a page, what it means."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str = "", definition: str = "") -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label or value.replace("_", " ")
        term.definition = definition
        return term


class ClaimKind(Term):
    """What sort of assertion a claim makes."""

    FACTUAL = "factual", "factual", "States that something is or was the case."
    CAUSAL = "causal", "causal", "States that one thing brings about, drives or prevents another."
    EVALUATIVE = "evaluative", "evaluative", "Judges something: good, weak, unrealistic, insufficient."
    NORMATIVE = "normative", "normative", "Says what should or should not be done."
    PREDICTIVE = "predictive", "predictive", "Says what will or could happen."
    POSITION = "position", "position", "States what an actor wants, demands, offers or threatens."


class Certainty(Term):
    """How firmly the claimant asserts the claim, as far as the words show."""

    ASSERTED = "asserted", "asserted", "Said plainly, without reservation."
    HEDGED = "hedged", "hedged", "Said with a reservation such as “could”, “may” or “appears”."
    REPORTED = "reported", "reported", "Passed on as what others say, without being vouched for."
    DENIED = "denied", "denied", "Said not to be so."


class Mode(Term):
    """How the words of one hop of an attribution reach the next."""

    DIRECT = "direct", "direct words", "In quotation marks: the speaker’s own words."
    PARAPHRASE = "paraphrase", "paraphrase", "What the speaker said, in the words of whoever reports it."
    OWN_VOICE = "own_voice", "own voice", "The author or publisher of the text speaks in their own voice."


class ActorKind(Term):
    """What an actor is."""

    PERSON = "person", "person", "A named human being."
    INSTITUTION = "institution", "institution", "A body of a state or union: a parliament, a ministry, a commission."
    STATE = "state", "state", "A country, or its government where a source does not tell the two apart."
    ALLIANCE = "alliance", "alliance", "A union or alliance of states, or a forum in which states cooperate."
    COMPANY = "company", "company", "A business, or a subsidiary that a source names by itself."
    THINK_TANK = "think_tank", "think tank", "An organisation that publishes policy research."
    PUBLISHER = "publisher", "publisher", "An organisation or service that publishes the work of others or its own."
    AGENCY = "agency", "agency", "A public body with a mandate of its own, set up by a state or union."
    GROUP = "group", "group", "Several states, peoples, firms or offices that a source names and treats as one."
    UNNAMED = "unnamed_group", "unnamed person or group", "Somebody whom a source cites without a name."


class ProgrammeKind(Term):
    """What sort of thing a programme is."""

    PROGRAMME = "programme", "programme", "A public programme with its own rules."
    FUND = "fund", "fund", "Money set aside for a purpose."
    INSTRUMENT = "instrument", "financial instrument", "Loans, guarantees or another way to finance something."
    STRATEGY = "strategy", "strategy", "A plan or strategic document that binds nobody by itself."
    LAW = "law", "law", "A treaty, treaty article, regulation or other legal act."
    MANDATE = "mandate", "agency mandate", "What a public body is charged with."
    TARGET = "target", "target", "A level to reach or a date to reach it by."
    PLATFORM = "platform", "platform", "A weapon system or other piece of equipment."
    CONTRACT = "contract", "contract", "An order, award or joint production that was agreed."
    FORUM = "forum", "forum or event", "A framework of cooperation, a summit, a conference."
    DOCUMENT = "document", "document", "A report, speech or declaration that others refer to."
    PROPOSAL = "proposal", "proposal", "Something that an actor proposes to set up."


class ProgrammeStatus(Term):
    """How far a programme has come, as far as the documents say."""

    PROPOSED = "proposed", "proposed", "Asked for or planned; not decided."
    ADOPTED = "adopted", "adopted", "Decided or published."
    IN_FORCE = "in_force", "in force", "Applies, runs or is in use."
    ENDED = "ended", "ended", "Over."


class RelationKind(Term):
    """How one programme relates to another. Reads: this programme is … the other."""

    PART_OF = "part_of", "part of", "Belongs to the other or is one of its instruments."
    FINANCED_BY = "financed_by", "financed by", "Gets its money from the other."
    SAME_LEGAL_BASIS = "same_legal_basis", "on the same legal basis as", "Rests on the same law."
    BASED_ON = "based_on", "based on", "The other is its legal or strategic foundation."
    SUCCEEDS = "succeeds", "successor of", "Takes the place of the other or is proposed to."
    COMPLEMENTS = "complements", "complement to", "Works beside the other toward the same end."
    REFORMS = "reforms", "reform of", "Changes the other or is proposed to."
    ALTERNATIVE_TO = "alternative_to", "alternative to", "Could be used or built instead of the other."


class StanceValue(Term):
    """The claimant’s stance toward a target, as far as the words show."""

    SUPPORTS = "supports", "supports", "The words speak for it."
    MIXED = "mixed", "mixed", "The words speak for it in part and against it in part."
    NEUTRAL = "neutral", "neutral", "The words take it up without taking a side."
    OPPOSES = "opposes", "opposes", "The words speak against it."


class TargetType(Term):
    """What a stance can be toward."""

    PROPOSITION = "proposition", "proposition", "A contested sentence."
    PROGRAMME = "programme", "programme", "An instrument, fund, strategy, law, platform or proposal."
    ACTOR = "actor", "actor", "A person, institution, state or other body."
    TOPIC = "topic", "topic", "A subject."


class LinkKind(Term):
    """How one claim bears on another. Reads: this claim … the other."""

    SUPPORTS = "supports", "supports", "Gives a reason to believe the other."
    CONTRADICTS = "contradicts", "contradicts", "Cannot be true together with the other."
    TENSION = "in_tension_with", "is in tension with", "Pulls against the other without ruling it out."
    QUALIFIES = "qualifies", "qualifies", "Limits the other or adds a condition."
    REPEATS = "repeats", "repeats", "Says the same as the other."
    UPDATES = "updates", "updates", "Replaces what the other says with something later."


class ClaimStatus(Term):
    """Where a claim stands between a first draft and the public page."""

    DRAFT = "draft", "draft", "Being written."
    IN_REVIEW = "in_review", "in review", "Waiting for an editor."
    PUBLISHED = "published", "published", "Read by an editor and public."
    WITHDRAWN = "withdrawn", "withdrawn", "Taken back, with a reason; the page stays."


class BlockKind(Term):
    """What a piece of a source’s text is."""

    HEADING = "heading", "heading", "A title or section heading."
    PARAGRAPH = "paragraph", "paragraph", "Running text."
    LIST_ITEM = "list_item", "list item", "An entry of a list."
    PULL_QUOTE = "pull_quote", "pull quote", "Words of the text repeated for show."
    BOILERPLATE = "boilerplate", "boilerplate", "Navigation, staff lists, disclaimers: not part of the work."


class SourceKind(Term):
    """What sort of work a source is."""

    NEWS = "news_item", "news item", "A report on current events."
    DIGEST = "digest", "digest", "An overview put together from other sources."
    BRIEF = "policy_brief", "policy brief", "A short paper with recommendations, often in a series."
    ANALYSIS = "analysis", "analysis", "A longer paper that argues a case."
    REPORT = "report", "report", "A study published by an organisation."
    SPEECH = "speech", "speech", "Words spoken in public, as written down."
    LAW = "legal_act", "legal act", "A treaty, regulation or other legal text."
    WEB_PAGE = "web_page", "web page", "A page on the web that is none of the others."


class SuggestionStatus(Term):
    """What became of a claim that the machine proposed."""

    OPEN = "open", "open", "Not looked at yet."
    ACCEPTED = "accepted", "accepted", "Made into a claim, changed or not."
    REJECTED = "rejected", "rejected", "Turned down, with a reason."


class Qualifier(Term):
    """What a source says before a number."""

    AT_LEAST = "at least", "at least", "The number or more."
    OVER = "over", "over", "More than the number."
    ABOUT = "approximately", "approximately", "Near the number."
    UP_TO = "up to", "up to", "The number or less."
    UNDER = "under", "under", "Less than the number."


class ContributorRole(Term):
    """What a person or body did for a source."""

    AUTHOR = "author", "author", "Wrote it."
    EDITOR = "editor", "editor", "Edited it, as the source states."
    PUBLISHER = "publisher", "publisher", "Brought it before the public."
    HEAD = "head", "unit head", "Heads the unit that published it, as the source states."


class Role(Term):
    """What somebody with an account may do. Readers need none."""

    CONTRIBUTOR = "contributor", "contributor", "Proposes new records and changes; an editor publishes them."
    EDITOR = "editor", "editor", "Publishes, changes, withdraws and merges records, and reviews what others propose."
    ADMIN = "admin", "admin", "Does what editors do, and keeps the vocabulary and the accounts."


class DraftState(Term):
    """Where a draft stands between the first word and the record that it becomes."""

    WRITING = "draft", "draft", "Being written; only its author sees it."
    IN_REVIEW = "in_review", "in review", "Waiting for an editor."
    SENT_BACK = "sent_back", "sent back", "An editor asks for changes."
    ACCEPTED = "accepted", "accepted", "It is in the base now."
    DROPPED = "dropped", "dropped", "Given up; it is kept."


# Every list under the name that the vocabulary page gives it.
LISTS: dict[str, type[Term]] = {
    "Kind of claim": ClaimKind,
    "Certainty": Certainty,
    "Mode of attribution": Mode,
    "Stance": StanceValue,
    "Link between claims": LinkKind,
    "Status of a claim": ClaimStatus,
    "Kind of actor": ActorKind,
    "Kind of programme": ProgrammeKind,
    "Status of a programme": ProgrammeStatus,
    "Relation between programmes": RelationKind,
    "Qualifier of a figure": Qualifier,
    "Kind of source": SourceKind,
    "Role in a source": ContributorRole,
    "Kind of block": BlockKind,
    "Target of a stance": TargetType,
    "Status of a suggestion": SuggestionStatus,
    "Role": Role,
    "State of a draft": DraftState,
}
