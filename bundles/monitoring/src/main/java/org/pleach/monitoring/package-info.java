/**
 * The server's state over HTTP: nats-server's {@code /varz}, {@code /connz}, {@code /routez}, {@code /subsz} and
 * {@code /healthz} with its field names, and {@code /pathz} and {@code /countz} for paths and counts.
 *
 * <p>As a library: {@link org.pleach.monitoring.MonitoringServer#start} with
 * {@link org.pleach.monitoring.MonitoringOptions} and the {@link org.pleach.monitoring.Sources} to show.
 */
@Version("0.1.0")
@Export
package org.pleach.monitoring;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
