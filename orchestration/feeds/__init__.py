"""Subscribed feeds: polled politely, fetched safely, put into the landing folder as files, from where ingest takes them.

Addresses in feeds are chosen by strangers, so every one is checked, resolved once and connected to at exactly the address
that was checked. What is known of a feed between polls is a cache: the files in the landing folder are the truth.
"""
