/** What a configuration file says, each value with its place, before anybody asked whether it makes sense. */
package org.pleach.config.tree;
