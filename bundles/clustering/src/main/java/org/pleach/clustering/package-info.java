/**
 * Clusters: routes between servers by nats-server's route protocol, over whatever transport reaches the peer.
 *
 * <p>{@link org.pleach.clustering.Cluster} is all there is to use; it needs a {@link org.pleach.broker.Broker}.
 */
@Version("0.1.0")
@Export
package org.pleach.clustering;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
