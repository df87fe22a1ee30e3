/** The command line: what nats-server's flags say, and what they mean for the configuration. */
package org.pleach.launcher.command;
