/** The server as a plain library: {@link org.pleach.broker.server.BrokerServer}. */
@Version("0.1.0")
@Export
package org.pleach.broker.server;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
