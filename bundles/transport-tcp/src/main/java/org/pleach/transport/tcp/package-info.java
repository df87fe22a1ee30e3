/** NATS over TCP, and TLS on top of any transport. */
@Version("0.1.0")
@Export
package org.pleach.transport.tcp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
