package dev.moonshift.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.compiler.TieredEngine.Compiler;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.WorkerState;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is not compiled is interpreted, whatever the reason. */
class TieredEngineTest {
  private static final String SCRIPT =
      """
      local function square(x) return x * x end
      local sum = 0
      for i = 1, 100 do
        sum = sum + square(i)
      end
      print(sum)
      """;

  /** Runs a script with an engine; it must do what it does without. */
  private static CompiledRun assertSame(String source, TieredEngine engine) {
    CompiledRun interpreted = new CompiledRun(source, null).toEnd();
    CompiledRun compiled = new CompiledRun(source, engine).toEnd();
    assertThat(compiled.output()).isEqualTo(interpreted.output()).doesNotContain("error: ");
    assertThat(compiled.fuel()).isEqualTo(interpreted.fuel());
    return compiled;
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("a bug"),
        new VerifyError("a bug that the JVM found"),
        new StackOverflowError(),
        new OutOfMemoryError("Metaspace"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheCompilerFailsOfIsToldAndTheInterpreterGoesOn(Throwable failure) {
    AtomicInteger calls = new AtomicInteger();
    TieredEngine engine =
        CompiledRun.engine(
            (tier, pc, types) -> {
              calls.incrementAndGet();
              if (failure instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) failure;
            });
    CompiledRun run = assertSame(SCRIPT, engine);

    assertThat(run.failures())
        .containsExactlyInAnyOrder(
            "line 1: " + failure, "line 1: " + failure, "line 4: " + failure, "line 4: " + failure);
    // each once: the chunk, its function, its loop, and where a call returns to that
    assertThat(calls).hasValue(4);
  }

  @Test
  void aClassThatIsNoneIsToldToo() {
    TieredEngine engine =
        CompiledRun.engine(
            (tier, pc, types) ->
                new UnitCompiler.Compiled(new byte[] {1, 2}, new Object[0], List.of(), 2));

    assertThat(assertSame(SCRIPT, engine).failures())
        .isNotEmpty()
        .allMatch(problem -> problem.contains("ClassFormatError"));
  }

  @Test
  void aBugInAUnitThatRunsNestedHarmsNobodyElse() {
    String source =
        """
        local function generate() for i = 1, 100 do coroutine.yield(i) end end
        local step = coroutine.wrap(generate)
        for i = 1, 10 do step() end
        """;
    TieredEngine engine =
        CompiledRun.engine(
            (tier, pc, types) -> {
              UnitCompiler.Compiled unit = UnitCompiler.compile(tier, pc, types);
              boolean isGenerator = tier.code().prototype.linedefined == 1;
              return isGenerator && pc > 0 && unit != null ? broken(unit) : unit;
            });
    WorkerState worker = new WorkerState();
    CompiledRun victim = new CompiledRun(source, engine).on(worker).toEnd();
    CompiledRun neighbour =
        new CompiledRun("print(pcall(error, 'x'))", TieredEngine.EAGER).on(worker).toEnd();

    assertThat(victim.output()).contains("IllegalStateException");
    assertThat(neighbour.output()).isEqualTo("false\tx\n");
  }

  /** A unit that fails as soon as it is entered. */
  private static UnitCompiler.Compiled broken(UnitCompiler.Compiled unit) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    ClassVisitor breaking =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor mv = super.visitMethod(access, name, type, signature, exceptions);
            if (!name.equals("body")) {
              return mv;
            }
            mv.visitCode();
            mv.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
            mv.visitInsn(Opcodes.DUP);
            mv.visitMethodInsn(
                Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
            mv.visitInsn(Opcodes.ATHROW);
            mv.visitMaxs(0, 0);
            mv.visitEnd();
            return null;
          }
        };
    new ClassReader(unit.bytes()).accept(breaking, 0);
    return new UnitCompiler.Compiled(
        writer.toByteArray(), unit.constants(), unit.inlined(), unit.length());
  }

  /** Counts what was refused and what was not. */
  private static final class Counting implements Compiler {
    int compiled;
    int longest;
    int refused;

    @Override
    public UnitCompiler.Compiled compile(CodeTier tier, int pc, byte[] types) {
      longest = Math.max(longest, tier.code().instructions.length);
      UnitCompiler.Compiled unit = TieredEngine.unitOf(tier, pc, types);
      if (unit == null) {
        refused++;
      } else {
        assertThat(unit.bytes().length).isLessThan(64_000);
        compiled++;
      }
      return unit;
    }
  }

  private static void assertRefused(String source) {
    Counting counting = new Counting();
    CompiledRun run = assertSame(source, CompiledRun.engine(counting));
    assertThat(run.failures()).isEmpty();
    assertThat(counting.refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 600, 1300, 20_000})
  void aLongFunctionIsInterpreted(int statements) {
    Counting counting = new Counting();
    String source =
        "local function f(x, t) local y, z = 1, 2 "
            + "y = t[x] + y * z t[y] = z ".repeat(statements)
            + "return y end local t = setmetatable({}, {__index = function() return 1 end})"
            + " print(f(3, t))";
    CompiledRun run = assertSame(source, CompiledRun.engine(counting));

    assertThat(run.failures()).isEmpty();
    assertThat(counting.longest).isPositive().isLessThanOrEqualTo(CodeTier.MAX_INSTRUCTIONS);
  }

  @Test
  void aFunctionOfManyParametersIsInterpreted() {
    StringBuilder names = new StringBuilder("p1");
    for (int p = 2; p <= UnitCompiler.MAX_PARAMETERS + 1; p++) {
      names.append(", p").append(p);
    }
    assertRefused(
        "local function f(" + names + ") return p1 + p2 end for i = 1, 9 do print(f(i, 2)) end");
  }

  @Test
  void aLoopOverManyVariablesIsInterpreted() {
    StringBuilder source = new StringBuilder();
    for (int v = 1; v <= 180; v++) {
      source.append("local v").append(v).append(v % 2 == 0 ? " = 1 " : " = 0.5 ");
    }
    source.append("for i = 1, 9 do ");
    for (int v = 2; v <= 180; v++) {
      source.append("v%d = v%d + v%d ".formatted(v, v, v - 1));
    }
    assertRefused(source.append("end print(v180)").toString());
  }

  @Test
  void aFunctionOfManyLoopsHasAFewUnits() {
    Counting counting = new Counting();
    String loops = "for i = 1, 3000 do s = s + i end ".repeat(50);
    assertSame("local s = 0 " + loops + "print(s)", CompiledRun.engine(counting));

    assertThat(counting.compiled).isBetween(2, 12);
  }

  /** Every round makes another expectation fail, at another instruction. */
  @Test
  void codeThatIsNeverAsExpectedIsCompiledSoOftenAndNoMore() {
    Counting counting = new Counting();
    StringBuilder source = new StringBuilder("local function f(k, x) local y = x ");
    for (int k = 1; k <= 60; k++) {
      source.append("if k == ").append(k).append(" then y = x + ").append(k).append(" end ");
    }
    source.append(
        """
        return y end
        for k = 1, 60 do
          for i = 1, 30 do f(k, i) end
          for i = 1, 30 do f(k, 2147483647) end
        end
        print(f(7, 0.5), f(60, 1))
        """);
    assertSame(source.toString(), CompiledRun.engine(counting));

    assertThat(counting.compiled).isBetween(20, 80);
  }
}
