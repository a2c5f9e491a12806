package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/** Lists a prototype as the reference compiler does, without addresses and the comments on code. */
final class Listing {
  private final List<String> lines = new ArrayList<>();

  static String of(Prototype main) {
    Listing listing = new Listing();
    Deque<Prototype> rest = new ArrayDeque<>();
    rest.push(main);
    while (!rest.isEmpty()) {
      Prototype next = rest.pop();
      listing.add(next);
      for (int i = next.p.length - 1; i >= 0; i--) {
        rest.push(next.p[i]);
      }
    }
    return String.join("\n", listing.lines) + "\n";
  }

  private void add(Prototype f) {
    String kind = f.linedefined == 0 ? "main" : "function";
    lines.add(kind + " <" + f.linedefined + "," + f.lastlinedefined + "> " + f.code.length);
    lines.add(
        "params " + f.numparams + (f.is_vararg != 0 ? "+" : "") + ", slots " + f.maxstacksize);
    for (int pc = 0; pc < f.code.length; pc++) {
      lines.add((pc + 1) + " [" + f.lineinfo[pc] + "] " + instruction(f.code[pc]));
    }
    lines.add("constants " + f.k.length);
    for (LuaValue constant : f.k) {
      lines.add(constant(constant));
    }
    lines.add("locals " + f.locvars.length);
    for (LocVars local : f.locvars) {
      lines.add(local.varname.tojstring() + " " + (local.startpc + 1) + " " + (local.endpc + 1));
    }
    lines.add("upvalues " + f.upvalues.length);
    for (Upvaldesc upvalue : f.upvalues) {
      int inStack = upvalue.instack ? 1 : 0;
      lines.add(upvalue.name.tojstring() + " " + inStack + " " + upvalue.idx);
    }
  }

  private static String instruction(int i) {
    int opcode = Instruction.opcode(i);
    StringJoiner text = new StringJoiner(" ");
    text.add(Opcode.name(opcode));
    int a = Instruction.a(i);
    switch (opcode) {
      case Opcode.LOADK, Opcode.CLOSURE -> {
        int bx = Instruction.bx(i);
        text.add("" + a).add("" + (opcode == Opcode.LOADK ? -1 - bx : bx));
      }
      case Opcode.JMP, Opcode.FORLOOP, Opcode.FORPREP, Opcode.TFORLOOP ->
          text.add("" + a).add("" + Instruction.sbx(i));
      case Opcode.EXTRAARG -> text.add("" + (-1 - Instruction.ax(i)));
      default -> {
        text.add("" + a);
        if (!LACKING_B.contains(opcode)) {
          text.add(operand(Instruction.b(i)));
        }
        if (!LACKING_C.contains(opcode)) {
          text.add(operand(Instruction.c(i)));
        }
      }
    }
    return text.toString();
  }

  private static final List<Integer> LACKING_B =
      List.of(Opcode.LOADKX, Opcode.TEST, Opcode.TFORCALL);

  private static final List<Integer> LACKING_C =
      List.of(
          Opcode.MOVE,
          Opcode.LOADKX,
          Opcode.LOADNIL,
          Opcode.GETUPVAL,
          Opcode.SETUPVAL,
          Opcode.UNM,
          Opcode.NOT,
          Opcode.LEN,
          Opcode.RETURN,
          Opcode.VARARG);

  private static String operand(int rk) {
    return "" + (Instruction.isConstant(rk) ? -1 - Instruction.constantIndex(rk) : rk);
  }

  private static String constant(LuaValue value) {
    if (value instanceof LuaString string) {
      return quote(Tokens.text(string).getBytes(StandardCharsets.ISO_8859_1));
    }
    return value.isnumber() ? number(value.todouble()) : value.tojstring();
  }

  private static String quote(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : bytes) {
      int special = "\"\\\007\b\f\n\r\t\013".indexOf(b);
      if (special >= 0) {
        text.append('\\').append("\"\\abfnrtv".charAt(special));
      } else if (b >= ' ' && b <= '~') {
        text.append((char) b);
      } else {
        text.append(String.format("\\%03d", b & 0xff));
      }
    }
    return text.append('"').toString();
  }

  /** Writes a number to 14 significant digits, in the shorter of C's two forms. */
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(14)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 14) {
      return rounded.toPlainString();
    }
    BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString() + String.format("e%+03d", exponent);
  }
}
