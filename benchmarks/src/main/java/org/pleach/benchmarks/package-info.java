/**
 * The end-to-end harness: scenarios that run Pleach and a peer side by side in one run, and print ratios.
 *
 * <p>Everything talks to loopback, is bounded in count and time, and stops what it started.
 */
package org.pleach.benchmarks;
