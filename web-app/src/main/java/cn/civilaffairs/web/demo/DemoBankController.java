package cn.civilaffairs.web.demo;

import cn.civilaffairs.disbursement.BankFile;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.kernel.NotFound;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out the return file a bank would send for a run whose payment file has been made (演示银行). */
@Controller
@Conditional(OnDemoServer.class)
class DemoBankController {

    private final BankFileDesk bankFiles;
    private final DemoClock clock;

    DemoBankController(BankFileDesk bankFiles, DemoClock clock) {
        this.bankFiles = bankFiles;
        this.clock = clock;
    }

    @GetMapping("/demo/bank/{run}")
    ResponseEntity<byte[]> answer(@PathVariable UUID run) {
        BankFile sent = bankFiles.of(run).stream()
                .filter(file -> file.format() == BankFileFormat.CSV_UTF8)
                .findFirst()
                .orElseThrow(NotFound::new);
        byte[] answer = DemoBank.answer(bankFiles.download(sent.id()).content(), clock.today());
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename("回盘文件.csv", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv; charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(answer);
    }
}
