/** The daemon API that every AS of the sandbox serves. */
package org.pleach.sandbox.daemon;
