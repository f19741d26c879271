/** How the product talks to PostgreSQL: who acts, what they see, and how many rows travel at once. */
@NullMarked
package cn.civilaffairs.registry.database;

import org.jspecify.annotations.NullMarked;
