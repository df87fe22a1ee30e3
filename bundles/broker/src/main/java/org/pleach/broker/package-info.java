/**
 * The server as other bundles see it: accounts and interest, how messages come in and go out, listening and identity.
 *
 * <p>The way of a message: a connection fills its {@link org.pleach.broker.Message} and hands it to its
 * {@link org.pleach.broker.Publisher}; the publisher finds the {@link org.pleach.broker.Subscription}s that want it and
 * calls their {@link org.pleach.broker.Receiver}s; a receiver writes a head and the payload to its connection's
 * {@link org.pleach.broker.Outbox}. All of that happens on the event loop of the connection that published.
 */
@Version("0.1.0")
@Export
package org.pleach.broker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
