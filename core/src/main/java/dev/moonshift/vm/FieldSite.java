package dev.moonshift.vm;

import org.luaj.vm2.LuaValue;

/**
 * A place in some code that reads or writes a field: one constant of a unit's class, of which the
 * JVM knows all parts, as it is a record.
 *
 * @param key the field's key, a text
 * @param bit the key's bit in the masks of tables; see {@link Units#keyBit}
 * @param hints where each instruction of the code keeps its hint
 * @param at the place in that
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, as it should be
public record FieldSite(LuaValue key, int bit, int[] hints, int at) {}
