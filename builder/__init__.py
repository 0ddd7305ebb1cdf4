"""Builds an incident wiki: Markdown pages whose every quotation is checked against the archived article."""
