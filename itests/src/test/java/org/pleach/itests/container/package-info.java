/** The distribution's bundles in a framework inside the test's JVM, by Pax Exam, as a JUnit 5 extension. */
package org.pleach.itests.container;
