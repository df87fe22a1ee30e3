/**
 * What tests inside the container use but must not share classes with: loaded from the test's own class path (boot
 * delegation), so nothing but JDK types may go in or come out.
 */
package org.pleach.itests.outside;
