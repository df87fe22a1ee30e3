/** Readers of configuration files: nats-server's format and HOCON into one tree with places. */
package org.pleach.config.syntax;
