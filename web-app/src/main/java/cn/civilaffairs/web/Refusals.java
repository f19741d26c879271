package cn.civilaffairs.web;

import cn.civilaffairs.casework.relative.RelatedOfficer;
import cn.civilaffairs.disbursement.NoticeGone;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.FullDisk;
import cn.civilaffairs.registry.exchange.WorkbookGuard;
import cn.civilaffairs.web.export.ApprovalNeeded;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** What an officer reads when something is refused, missing, changed meanwhile or broken; never how it broke inside. */
@ControllerAdvice
class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final OperationLog operations;
    private final Words words;
    private final PageModel frame;

    Refusals(OperationLog operations, Words words, PageModel frame) {
        this.operations = operations;
        this.words = words;
        this.frame = frame;
    }

    /** Missing and out of scope look alike. */
    @ExceptionHandler(NotFound.class)
    ModelAndView missing(HttpServletRequest request) {
        operations.denied("ACCESS_DENIED_SCOPE", "page", request.getRequestURI(), null, request.getMethod());
        return page(request, HttpStatus.NOT_FOUND, "没有找到您要的内容", "它不存在，或者不在您的服务区域内。");
    }

    @ExceptionHandler(StaleVersion.class)
    ModelAndView changedMeanwhile(HttpServletRequest request) {
        return page(request, HttpStatus.CONFLICT, "这条记录刚刚被别人改过", "您的操作没有执行。请返回并刷新页面，看清最新内容后再办。");
    }

    @ExceptionHandler(RuleViolation.class)
    ModelAndView refused(RuleViolation violation, HttpServletRequest request) {
        return page(request, HttpStatus.UNPROCESSABLE_CONTENT, "不能这样办理", words.of(violation));
    }

    /** The security design's words (T23); what of it must not be seen is not told either. */
    @ExceptionHandler(RelatedOfficer.class)
    ModelAndView related(RelatedOfficer relation, HttpServletRequest request) {
        operations.denied("RELATIVE_DENIED", "case", relation.subject(), null, request.getMethod());
        return page(request, HttpStatus.FORBIDDEN, "不能由您办理", "该申请人登记为您的近亲属，已转县级办理。");
    }

    /** A request no page of ours sends: half a form, a word where a number belongs, no file where one is asked for. */
    @ExceptionHandler({
        TypeMismatchException.class,
        MultipartException.class,
        ServletRequestBindingException.class,
        RequestRejectedException.class
    })
    ModelAndView malformed(HttpServletRequest request) {
        return page(request, HttpStatus.BAD_REQUEST, "没有看懂这次操作", "网址不完整，或少填、填错了内容，没有办理。请返回上一页重新操作。");
    }

    /** A public notice withdraws itself; an old link to it says so. */
    @ExceptionHandler(NoticeGone.class)
    ModelAndView noticeGone(NoticeGone gone, HttpServletRequest request) {
        return page(
                request,
                HttpStatus.GONE,
                "公示已撤下",
                gone.withdrawn()
                        ? "这份公示已作废或提前撤下，名单不再显示和打印。张贴过的公示榜请一并取下。"
                        : "公示期到 " + gone.until() + " 为止，名单已自动撤下，不再显示和打印。");
    }

    /** An export that is more than the officer may take away alone: what to do to get it nevertheless. */
    @ExceptionHandler(ApprovalNeeded.class)
    ModelAndView needsApproval(ApprovalNeeded needed, HttpServletRequest request) {
        ModelAndView page = new ModelAndView("exports/needed");
        page.setStatus(HttpStatus.ACCEPTED);
        page.addAllObjects(frame.of(request));
        page.addObject("x", needed.extract());
        return page;
    }

    /** The container stops reading an oversized file, so no page of ours is ever reached. */
    @ExceptionHandler(MaxUploadSizeExceededException.class)
    ModelAndView tooLarge(HttpServletRequest request) {
        return page(
                request,
                HttpStatus.CONTENT_TOO_LARGE,
                "文件太大",
                words.of(new RuleViolation("import.file-too-large", WorkbookGuard.LARGEST_FILE >> 20)));
    }

    /** The same where the container noticed while it looked for the form's token, before any controller. */
    @ExceptionHandler(InvalidParameterException.class)
    ModelAndView unreadable(InvalidParameterException failure, HttpServletRequest request) {
        return failure.getCause() instanceof SizeException ? tooLarge(request) : malformed(request);
    }

    /** The browser went away in the middle of a download: nobody is left to tell. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void goneAway() {}

    @ExceptionHandler(Exception.class)
    ModelAndView broken(Exception failure, HttpServletRequest request) throws Exception {
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return status == HttpStatus.NOT_FOUND
                    ? page(request, status, "没有这个页面", "请从左侧菜单进入。")
                    : page(request, status, "没有看懂这次操作", "网址不完整，或少填、填错了内容，没有办理。请返回上一页重新操作。");
        }
        if (failure instanceof org.springframework.security.access.AccessDeniedException
                || failure instanceof org.springframework.security.core.AuthenticationException
                // a page with the officer's name and menu needs the database itself
                || Outage.isOne(failure)) {
            throw failure;
        }
        Object reference = request.getAttribute("requestReference");
        LOG.error("Request {} failed", reference, failure);
        if (FullDisk.isCauseOf(failure)) {
            return page(
                    request, HttpStatus.INSUFFICIENT_STORAGE, "服务器磁盘空间不足", "刚才的操作没有执行，已有的数据没有丢失。请系统管理员腾出磁盘空间，再返回重试。");
        }
        ModelAndView page = page(
                request, HttpStatus.INTERNAL_SERVER_ERROR, "系统出了点问题", "刚才的操作没有执行，请返回重试；填写中的长表单已存为草稿。如仍不行，请把编号告诉管理员。");
        page.addObject("reference", reference);
        return page;
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, String heading, String advice) {
        ModelAndView page = new ModelAndView("refusal");
        page.setStatus(status);
        page.addAllObjects(frame.of(request));
        page.addObject("heading", heading);
        page.addObject("advice", advice);
        return page;
    }
}
