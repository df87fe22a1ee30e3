/**
 * What a server does in the system account: answers nats-server's {@code $SYS.REQ...} requests and tells its
 * {@code $SYS.ACCOUNT...} and {@code $SYS.SERVER...} events.
 *
 * <p>As a library: {@link org.pleach.monitoring.system.SystemService#start}.
 */
@Version("0.1.0")
@Export
package org.pleach.monitoring.system;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
