package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.UrbanRural;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out the sample workbooks of the demo county. */
@Controller
@Conditional(OnDemoServer.class)
class SampleFilesController {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final Map<String, String> NAMES = Map.of(
            "roster-with-errors", SampleFiles.ROSTER_WITH_ERRORS,
            "roster", SampleFiles.ROSTER,
            "means", SampleFiles.MEANS,
            "in-payment", SampleFiles.IN_PAYMENT,
            "department-list", SampleFiles.DEPARTMENT_LIST);

    private final MinimumLivingReckoner reckoner;
    private final double scale;

    SampleFilesController(MinimumLivingReckoner reckoner, @Value("${civil.demo.scale:1}") double scale) {
        this.reckoner = reckoner;
        this.scale = scale;
    }

    @GetMapping("/demo/samples/{sample}")
    ResponseEntity<byte[]> download(@PathVariable String sample) {
        @Nullable String name = NAMES.get(sample);
        if (name == null) {
            throw new NotFound();
        }
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        byte[] workbook = name.equals(SampleFiles.DEPARTMENT_LIST)
                ? SampleFiles.departmentList(LeadFamilies.of(DemoPlan.at(scale)))
                : Objects.requireNonNull(new SampleFiles(reckoner.book(DemoArea.COUNTY)
                                .inForce(DemoArea.COUNTY, UrbanRural.RURAL, DemoPlan.OPEN))
                        .all()
                        .get(name));
        return ResponseEntity.ok()
                .contentType(WORKBOOK)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(workbook);
    }
}
