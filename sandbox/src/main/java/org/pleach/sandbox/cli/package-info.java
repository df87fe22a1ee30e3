/** The command line: a sandbox in a process of its own, and commands to it. */
package org.pleach.sandbox.cli;
