/** The log in nats-server's format, for the launcher and, through the framework, for all bundles. */
package org.pleach.launcher.log;
