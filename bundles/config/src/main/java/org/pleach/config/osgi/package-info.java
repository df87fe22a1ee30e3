/** Publishes the configuration through Configuration Admin. */
package org.pleach.config.osgi;
