/** The same traffic to Pleach and to a nats-server, and what came back compared. */
package org.pleach.interop;
