/** The endhost as an OSGi component. Internal. */
package org.pleach.scion.osgi;
