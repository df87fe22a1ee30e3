/** {@code main()}: nats-server's command line, then an OSGi framework with the bundles of the distribution in it. */
package org.pleach.launcher;
