package dev.moonshift.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

class CompilationTest {
  static final List<String> GOLDEN_NAMES = Golden.NAMES;

  @ParameterizedTest
  @FieldSource("GOLDEN_NAMES")
  void makesTheCodeOfTheReferenceCompiler(String name) throws IOException {
    String listing = Listing.of(Golden.compile(Golden.read(name + ".lua")));
    assertThat(listing).isEqualTo(Golden.text(name + ".luac"));
  }

  @ParameterizedTest
  @FieldSource("GOLDEN_NAMES")
  void stepsOfOneUnitMakeTheSameCode(String name) throws IOException {
    byte[] source = Golden.read(name + ".lua");
    Compilation compilation = compilation(source);
    int steps = 1;
    while (!compilation.step(1)) {
      steps++;
    }
    assertThat(Listing.of(compilation.result())).isEqualTo(Golden.text(name + ".luac"));
    assertThat(steps).isGreaterThan(source.length / 2);
  }

  @ParameterizedTest
  @FieldSource("GOLDEN_NAMES")
  void aSourceThatComesInPiecesGivesTheSameCode(String name) throws IOException {
    byte[] source = Golden.read(name + ".lua");
    for (int piece : new int[] {1, 2, 3, 7, 100}) {
      Compilation compilation = new Compilation(LuaString.valueOf("=t"), string -> string);
      Golden.supplyInPieces(compilation, source, piece);
      assertThat(Listing.of(compilation.result())).isEqualTo(Golden.text(name + ".luac"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', ' '",
    "'', ;",
    "--, a",
    "--[[, -",
    "'x = [[', '='",
    "'x = \"', a",
    "'x = \"\\z', ' '",
    "x =, a",
    "'x = ', 1",
    "'x = 0x', f"
  })
  void aTokenOfAMegabyteIsReadInPieces(String start, String middle) {
    byte[] source = (start + middle.repeat(1 << 20)).getBytes();
    Compilation compilation = compilation(source);
    int longest = 0;
    try {
      while (!compilation.step(1000)) {
        longest = Math.max(longest, compilation.spent());
      }
    } catch (SyntaxException e) {
      assertThat(e).hasMessageStartingWith("t:1");
    }
    assertThat(longest).isBetween(1000, 1300);
  }

  @Test
  void aChainOfArmsTakesWorkInProportionToItsLength() {
    assertThat(work("if a then b() ", "elseif a then b() ", 20_000, "end"))
        .isLessThan(11 * work("if a then b() ", "elseif a then b() ", 2_000, "end"));
  }

  @Test
  void breaksTakeWorkInProportionToTheirNumber() {
    assertThat(work("while a do ", "if b then break end ", 20_000, "end"))
        .isLessThan(11 * work("while a do ", "if b then break end ", 2_000, "end"));
  }

  private static long work(String start, String middle, int count, String end) {
    Compilation compilation = compilation((start + middle.repeat(count) + end).getBytes());
    long work = 0;
    boolean complete = false;
    while (!complete) {
      complete = compilation.step(1000);
      work += compilation.spent();
    }
    return work;
  }

  @Test
  void equalStringsOfAChunkAreOneObject() {
    Prototype main = Golden.compile("x = 'print' function f() print(x.print) return [[print]] end");
    List<LuaValue> strings = new ArrayList<>(Arrays.asList(main.k));
    strings.addAll(Arrays.asList(main.p[0].k));
    strings.removeIf(value -> !value.tojstring().equals("print"));
    assertThat(strings).hasSize(2).allSatisfy(value -> assertThat(value).isSameAs(strings.get(0)));
  }

  @Test
  void wellKnownStringsAreTakenFromTheCaller() {
    LuaString print = LuaString.valueUsing("print".getBytes());
    Prototype main =
        Compilation.compile(
            "print()".getBytes(), LuaString.valueOf("=t"), s -> s.raweq(print) ? print : s);
    assertThat(main.k[0]).isSameAs(print);
  }

  @Test
  void namesThatCollideAreStillFoundFast() {
    // The ends are equal and so are the lengths: the hash of all is the same.
    StringBuilder source = new StringBuilder();
    String end = "x".repeat(40);
    for (int i = 0; i < 5_000; i++) {
      source.append("f('").append(end).append(100_000 + i).append(end).append("')\n");
    }
    assertThat(Golden.compile(source.toString()).k).hasSize(5_001);
  }

  @Test
  void wholeNumbersInRangeAreIntegers() {
    Prototype main = Golden.compile("return 3, 3.0, 2147483647, 2147483648, 0.5");
    assertThat(main.k).hasSize(4);
    assertThat(main.k[0]).isInstanceOf(LuaInteger.class);
    assertThat(main.k[1]).isInstanceOf(LuaInteger.class);
    assertThat(main.k[2]).isInstanceOf(LuaDouble.class);
    assertThat(main.k[3]).isInstanceOf(LuaDouble.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-0, UNM",
    "0 * -1, MUL",
    "0 / -2, DIV",
    "1e999 % 1, MOD",
    "1e999 - 1e999, SUB",
    "(-8) ^ 0.5, POW",
    "1 / 0, DIV"
  })
  void aResultThatConstantsCannotHoldIsLeftToTheProgram(String expression, String opcode) {
    Prototype main = Golden.compile("return " + expression);
    assertThat(Listing.of(main)).contains(" " + opcode + " 0 ");
  }

  @Test
  void aLoopByGotoSetsItsVariablesToNilAgain() {
    // The reference compiler merges both instructions across the label, so that b keeps its value.
    int[] code = Golden.compile("local a ::top:: local b b = a goto top").code;
    assertThat(Instruction.opcode(code[0])).isEqualTo(Opcode.LOADNIL);
    assertThat(Instruction.opcode(code[1])).isEqualTo(Opcode.LOADNIL);
  }

  @Test
  void constantsBeyondTheFirst262144AreLoadedByAnExtraOperand() {
    int count = (1 << 18) + 10;
    StringBuilder source = new StringBuilder("return {");
    for (int i = 0; i < count; i++) {
      source.append(i).append(".5,");
    }
    Prototype main = Golden.compile(source.append("}").toString());
    assertThat(main.k).hasSize(count);
    List<Integer> extra = new ArrayList<>();
    for (int pc = 0; pc < main.code.length; pc++) {
      if (Instruction.opcode(main.code[pc]) == Opcode.LOADKX) {
        assertThat(Instruction.opcode(main.code[pc + 1])).isEqualTo(Opcode.EXTRAARG);
        extra.add(Instruction.ax(main.code[pc + 1]));
      }
    }
    assertThat(extra).hasSize(10).startsWith(1 << 18).endsWith(count - 1);
  }

  @Test
  void aBatchBeyondTheFirst511IsNumberedByAnExtraOperand() {
    int[] code = Golden.compile("return {" + "1,".repeat(100_000) + "}").code;
    List<Integer> batches = new ArrayList<>();
    for (int pc = 0; pc < code.length; pc++) {
      if (Instruction.opcode(code[pc]) == Opcode.SETLIST) {
        int batch = Instruction.c(code[pc]);
        batches.add(batch == 0 ? Instruction.ax(code[pc + 1]) : batch);
      }
    }
    assertThat(batches).hasSize(2_000).isSorted().startsWith(1).endsWith(2_000);
  }

  @Test
  void aPrecompiledChunkIsToldByItsFirstByte() {
    assertThat(Compilation.isBinary(new byte[] {0x1b, 'L', 'u', 'a'}, 4)).isTrue();
    assertThat(Compilation.isBinary("return".getBytes(), 6)).isFalse();
    assertThat(Compilation.isBinary(new byte[] {0x1b}, 0)).isFalse();
  }

  private static Compilation compilation(byte[] source) {
    Compilation compilation = new Compilation(LuaString.valueOf("=t"), string -> string);
    compilation.supply(source, source.length, true);
    return compilation;
  }
}
