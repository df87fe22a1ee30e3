/** AES-CMAC and the MACs of hop fields. */
package org.pleach.sandbox.mac;
