package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The constants of a function in the making, each once. */
final class Constants {
  private final Parser parser;
  private final List<LuaValue> values = new ArrayList<>();

  /** Equal strings of a chunk are one object; so are nil, true and false. */
  private final SplitMap<LuaValue, Integer> byIdentity =
      new SplitMap<>(IdentityHashMap::new, System::identityHashCode);

  private final SplitMap<Double, Integer> numbers =
      new SplitMap<>(HashMap::new, Double::doubleToLongBits);

  Constants(Parser parser) {
    this.parser = parser;
  }

  int size() {
    return values.size();
  }

  int string(LuaString string) {
    return indexOf(byIdentity, string, string);
  }

  /** Returns the constant of nil, true or false. */
  int singleton(LuaValue value) {
    return indexOf(byIdentity, value, value);
  }

  int number(double number) {
    return indexOf(numbers, number, LuaValue.valueOf(number));
  }

  private <K> int indexOf(SplitMap<K, Integer> indexes, K key, LuaValue value) {
    Integer known = indexes.get(key);
    if (known != null) {
      return known;
    }
    if (values.size() == Instruction.MAX_AX) {
      throw parser.tokens.error("too many constants (limit is " + Instruction.MAX_AX + ")");
    }
    indexes.put(key, values.size());
    values.add(value);
    return values.size() - 1;
  }

  LuaValue[] toArray() {
    return values.toArray(new LuaValue[0]);
  }
}
