/** Commands to a running sandbox, over a control port. */
package org.pleach.sandbox.command;
