"""Measurements that print ratios: our pages against Datasette's, over bases of any size. See README.md."""
