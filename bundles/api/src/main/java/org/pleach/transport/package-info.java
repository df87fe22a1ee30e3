/**
 * Transports: whatever can carry NATS as a duplex stream of bytes.
 *
 * <p>An extension registers a {@link org.pleach.transport.Transport} service; the broker listens and connects through
 * every transport that is present and knows none of them by name.
 */
@Version("0.2.0")
@Export
package org.pleach.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
