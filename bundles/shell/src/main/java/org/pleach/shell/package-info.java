/**
 * Shell commands with the scope {@code pleach}, for Felix Gogo and Karaf: both find them by the service properties
 * {@code osgi.command.scope} and {@code osgi.command.function} and print what the named method returns.
 */
package org.pleach.shell;
