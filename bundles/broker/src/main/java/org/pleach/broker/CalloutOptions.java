package org.pleach.broker;

import java.util.Set;

/**
 * The {@code auth_callout} block: a service says who clients are.
 *
 * @param issuer   the account nkey that signs the users
 * @param account  the account that the service is a client of
 * @param users    names or nkeys of users that are not asked about: those of the service
 * @param accounts the accounts whose configured users are asked about too; empty for all
 */
public record CalloutOptions(String issuer, String account, Set<String> users, Set<String> accounts) { }
