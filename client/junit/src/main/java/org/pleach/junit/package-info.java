/** A NATS server for JUnit 5 tests: {@link org.pleach.junit.PleachServer}. */
package org.pleach.junit;
