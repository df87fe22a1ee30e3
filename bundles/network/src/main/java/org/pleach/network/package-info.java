/** The event loops and sockets of a running process, as an {@link org.pleach.transport.Network}. */
@Version("0.1.0")
@Export
package org.pleach.network;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
