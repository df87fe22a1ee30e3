/**
 * NATS wire formats: the server's side of the client protocol, and both sides of the route protocol.
 *
 * <p>Push parsers ({@link org.pleach.protocol.ClientParser}, {@link org.pleach.protocol.RouteParser}) turn received
 * buffers into calls of a handler; writers put protocol lines into buffers. Nothing here does I/O or makes an object
 * per message. The formats are those of nats-server 2.15.
 */
@Version("0.1.0")
@Export
package org.pleach.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
