package cn.civilaffairs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.policy.ParameterKey;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Repository;

/** The shape of the system, as rules the build keeps. */
class ArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
            .importPackages("cn.civilaffairs");

    @Test
    void modulesDependDownwardsOnly() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("cn.civilaffairs..")
                .layer("kernel")
                .definedBy("cn.civilaffairs.kernel..")
                .layer("registry")
                .definedBy("cn.civilaffairs.registry..")
                .layer("casework")
                .definedBy("cn.civilaffairs.casework..")
                .layer("disbursement")
                .definedBy("cn.civilaffairs.disbursement..")
                .layer("assistance")
                .definedBy("cn.civilaffairs.assistance..")
                .layer("eldercare")
                .definedBy("cn.civilaffairs.eldercare..")
                .layer("civilservices")
                .definedBy("cn.civilaffairs.civilservices..")
                .layer("web")
                .definedBy("cn.civilaffairs.web..", "cn.civilaffairs")
                .whereLayer("web")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("assistance")
                .mayOnlyBeAccessedByLayers("web")
                .whereLayer("eldercare")
                .mayOnlyBeAccessedByLayers("web")
                .whereLayer("civilservices")
                .mayOnlyBeAccessedByLayers("web")
                .whereLayer("casework")
                .mayOnlyBeAccessedByLayers("assistance", "eldercare", "civilservices", "web")
                .whereLayer("disbursement")
                .mayOnlyBeAccessedByLayers("assistance", "eldercare", "web")
                .whereLayer("registry")
                .mayOnlyBeAccessedByLayers(
                        "casework", "disbursement", "assistance", "eldercare", "civilservices", "web"));
    }

    /** What cases and payments say they say of every line of business; a word of one of them would be a branch for it. */
    @Test
    void casesAndPaymentsNameNoLineOfBusiness() throws IOException {
        Pattern named = Pattern.compile("低保|高龄津贴|minimum-?living|old-?age", Pattern.CASE_INSENSITIVE);
        for (String module : List.of("casework", "disbursement")) {
            for (String part : List.of("java", "resources/messages")) {
                try (Stream<Path> files = Files.walk(Path.of("..", module + "-module", "src/main", part))) {
                    assertThat(files.filter(Files::isRegularFile)
                                    .filter(file -> named.matcher(read(file)).find()))
                            .as(module)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void theKernelKnowsNothingButTheLanguage() {
        check(classes()
                .that()
                .resideInAPackage("cn.civilaffairs.kernel")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "cn.civilaffairs.kernel"));
    }

    @Test
    void calculationsAreFreeOfSpringAndTheDatabase() {
        check(noClasses()
                .that()
                .haveNameMatching(".*(Calculation|Schedule|Waiver|Bands)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql.."));
    }

    /** A parameter nothing reads would be filled in by a bureau and change nothing. */
    @Test
    void everyParameterOfTheSheetIsReadBySomeRule() {
        JavaClass keys = CLASSES.get(ParameterKey.class);
        assertThat(Arrays.stream(ParameterKey.values())
                        .filter(key -> keys.getField(key.name()).getAccessesToSelf().stream()
                                .allMatch(access -> access.getOriginOwner().equals(keys))))
                .isEmpty();
    }

    /**
     * Who may what is one table ({@code Action}); a class that named roles itself would one day answer otherwise. Those that
     * may name them declare or appoint and decide nothing: procedures say whose turn a step is, the menu what each role
     * works with among what it may do, and the first start and the demo county appoint.
     */
    @Test
    void nobodyNamesRolesBesideTheTableOfWhoMayWhat() {
        List<String> declaring = List.of(
                "casework.procedure.Step",
                "assistance.minimumliving.MinimumLivingAllowance",
                "assistance.minimumliving.change.ChangeProcedure",
                "civilservices.funeral.CremationMatter",
                "web.Menu",
                "web.start.FirstAdministrators");
        assertThat(CLASSES.stream()
                        .filter(type -> type.getFieldAccessesFromSelf().stream()
                                .anyMatch(access -> access.getTargetOwner().isEquivalentTo(Role.class)))
                        .map(type ->
                                type.getName().replace("cn.civilaffairs.", "").replaceAll("\\$.*", ""))
                        .filter(type -> !type.startsWith("kernel.") && !type.startsWith("web.demo."))
                        .filter(type -> !declaring.contains(type)))
                .as("ask AccessDecision for an Action")
                .isEmpty();
    }

    @Test
    void repositoriesStayInsideTheirFeature() {
        check(classes().that().areAnnotatedWith(Repository.class).should().notBePublic());
    }

    @Test
    void noQueryIgnoresWhatTheOfficerMaySee() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Repository.class)
                .and()
                .areDeclaredInClassesThat()
                .areNotAnnotatedWith(Unscoped.class)
                .and()
                .doNotHaveModifier(JavaModifier.PRIVATE)
                .and()
                .doNotHaveModifier(JavaModifier.STATIC)
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areNotAnnotatedWith(Unscoped.class)
                .should()
                .haveRawParameterTypes(including(AreaScope.class, ResultSet.class))); // a reader of a row is no query
    }

    @Test
    void nobodyReadsTheSystemClockForADate() {
        check(noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a date without a clock",
                        call -> List.of("java.time.LocalDate", "java.time.LocalDateTime", "java.time.YearMonth")
                                        .contains(call.getTargetOwner().getName())
                                && call.getName().equals("now")
                                && call.getTarget().getRawParameterTypes().isEmpty())));
    }

    /** A session setting survives the transaction and is inherited by the next borrower of the connection. */
    @Test
    void noStatementSetsTheScopeForASession() throws IOException {
        assertThat(sources(".java").filter(text -> text.contains("\"set app.") || text.contains("set session")))
                .isEmpty();
    }

    /** Lists leave by one door (decision 0032): a page that wrote its own workbook would forget limit, log and mark. */
    @Test
    void noPageWritesAWorkbookOfItsOwn() throws IOException {
        assertThat(sources(".java")
                        .filter(text -> text.contains("package cn.civilaffairs.web.") && text.contains("ExcelFile.to("))
                        .filter(text -> !text.contains("class ListExport ") && !text.contains("/given/template.xlsx")))
                .isEmpty();
    }

    /** Whoever stands in for a colleague counts as that colleague wherever two persons are needed. */
    @Test
    void twoPersonsAreToldApartByTheOneRule() throws IOException {
        assertThat(sources(".java")
                        .filter(text ->
                                text.contains("officer.id().equals(") || text.contains(".equals(officer.id())")))
                .as("use officer.isOneWith(other)")
                .isEmpty();
    }

    @Test
    void templatesNeitherInsertRawTextNorStyleOrScriptInline() throws IOException {
        assertThat(sources(".html")
                        .filter(text -> text.contains("th:utext")
                                || text.contains(" style=\"")
                                || text.contains("th:inline=\"javascript\"")
                                || text.matches("(?s).*<script(?![^>]*src=)[^>]*>.*")))
                .isEmpty();
    }

    /** Thymeleaf refuses a bean there, but not before the line is reached: name what it says by {@code th:with}. */
    @Test
    void noLabelOfAFieldCallsABean() throws IOException {
        assertThat(sources(".html").filter(text -> text.matches("(?s).*th:aria-[a-z]+=\"[^\"]*\\$\\{[^}\"]*@.*")))
                .isEmpty();
    }

    /** Thymeleaf replaces an element before it looks at its condition or its loop, which then never come into play. */
    @Test
    void noElementIsReplacedAndRepeatedAtOnce() throws IOException {
        assertThat(sources(".html")
                        .filter(text -> text.matches(
                                        "(?s).*<(?!html)[a-z:]+[^>]*th:(each|if|unless)=[^>]*th:replace=.*")
                                || text.matches("(?s).*<(?!html)[a-z:]+[^>]*th:replace=[^>]*th:(each|if|unless)=.*")))
                .isEmpty();
    }

    /** What is to be typed as it stands is set in {@code <code>}; everything else is read, by people used to 全角标点. */
    @Test
    void chineseOnScreenIsPunctuatedInFullWidth() throws IOException {
        Pattern half = Pattern.compile("[\u4e00-\u9fff][,;:!?(]|[,;:!?)][\u4e00-\u9fff]");
        assertThat(Stream.concat(sources(".html"), sources(".properties"))
                        .map(text -> text.replaceAll("<code>.*?</code>|(?m)^#.*$", ""))
                        .flatMap(String::lines)
                        .filter(line -> half.matcher(line).find()))
                .isEmpty();
    }

    private static Stream<String> sources(String ending) throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(root)) {
            List<String> texts = files.filter(file -> file.toString().contains("/src/main/"))
                    .filter(file -> file.toString().endsWith(ending))
                    .map(ArchitectureTests::read)
                    .toList();
            assertThat(texts).isNotEmpty();
            return texts.stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static DescribedPredicate<List<com.tngtech.archunit.core.domain.JavaClass>> including(Class<?>... types) {
        return DescribedPredicate.describe(
                "including one of " + Arrays.toString(types),
                parameters -> parameters.stream()
                        .anyMatch(parameter -> Stream.of(types).anyMatch(parameter::isEquivalentTo)));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
