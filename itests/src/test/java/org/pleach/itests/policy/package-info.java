/** A path policy in a bundle of its own, made while a test runs. */
package org.pleach.itests.policy;
