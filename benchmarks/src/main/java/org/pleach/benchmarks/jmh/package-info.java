/** JMH benchmarks of the parts: {@code benchmarks/jmh [REGEX]}. */
package org.pleach.benchmarks.jmh;
