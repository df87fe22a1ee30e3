package org.pleach.broker.operator;

/**
 * What is remembered of a file.
 *
 * @param digest   SHA-256 of the token
 * @param issuedAt of the token, seconds since 1970
 * @param until    how long the file counts, seconds since 1970
 */
record StoredAccount(byte[] digest, long issuedAt, long until) { }
