/** Wires the transport in an OSGi framework. */
package org.pleach.transport.websocket.osgi;
