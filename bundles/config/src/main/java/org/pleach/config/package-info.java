/**
 * Configuration: files in nats-server's format or HOCON, checked against what is known and made into one typesafe
 * {@code Config}.
 *
 * <p>{@link org.pleach.config.PleachConfig#load} is the way in for programs without OSGi. In OSGi the bundle publishes
 * the sections through Configuration Admin and offers {@link org.pleach.config.Reload}.
 */
@Version("0.1.0")
@Export
package org.pleach.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
