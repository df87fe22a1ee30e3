/** The OSGi framework inside the process: its properties, its bundles, its end. */
package org.pleach.launcher.framework;
