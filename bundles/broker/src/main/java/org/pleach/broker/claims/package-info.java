/** JSON Web Tokens as NATS has them: what an operator says of accounts, and accounts say of users, signed with nkeys. */
package org.pleach.broker.claims;
