/** NATS over WebSocket (RFC 6455), for browsers and whatever else has no other way out. */
@Version("0.1.0")
@Export
package org.pleach.transport.websocket;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
