#include "app/cli/cli.hpp"

#include "app/cli/arguments.hpp"
#include "app/cli/check.hpp"
#include "app/cli/complaint.hpp"
#include "app/cli/play.hpp"
#include "app/cli/render.hpp"
#include "app/cli/window.hpp"
#include "app/platform/assets.hpp"
#include "core/base/descriptor.hpp"
#include "core/base/printable.hpp"
#include "core/lessons/deck.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <unistd.h>

namespace loopscope::app::cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void note_interruption(int) {
    interrupted = 1;
}

// Standard output, unbuffered: whoever reads sees an event when it happens. What is in a lesson or was
// printed by its program does not command the terminal.
class Output {
public:
    // False once the reader has gone or the disk is full.
    bool write(std::string_view text) {
        const std::string shown = printable(text);
        for (text = shown; !text.empty();) {
            const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) {
                error_ = errno;
                return false;
            }
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }
    // A reader that has seen enough (as `head` has) is no mistake.
    [[nodiscard]] int exit_code() const {
        if (error_ == 0 || error_ == EPIPE) return kExitDone;
        std::fprintf(stderr, "loopscope: standard output: %s\n", std::strerror(error_));
        return kExitFailed;
    }

private:
    int error_ = 0;
};

// Where a standard stream is closed, the next file that is opened would take its number, and what is meant
// for a terminal would be written into it.
void open_standard_streams() {
    while (true) {
        const int lowest = ::open("/dev/null", O_RDWR);
        if (lowest > STDERR_FILENO) ::close(lowest);
        if (lowest < 0 || lowest > STDERR_FILENO) return;
    }
}

// For a run without anything of its own: libuv aborts where it is left without descriptors half way.
bool has_enough_descriptors() {
    constexpr std::size_t kNeeded = 12;
    std::array<Descriptor, kNeeded> taken;
    for (Descriptor& each : taken) {
        each = Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC));
        if (each.get() < 0) return false;
    }
    return true;
}

void complain(const std::string& message) {
    std::fprintf(stderr, "loopscope: %s\n", printable(message).c_str());
}

Result<std::shared_ptr<const lessons::Deck>> load(const std::string& path, lessons::Compile compile) {
    std::error_code ignored;
    std::string folder = path;
    if (path.empty()) {
        const Result<std::string> assets = platform::find_assets();
        if (!assets) return assets.error();
        folder = assets.value() + "/lessons";
    } else if (!std::filesystem::is_directory(path, ignored) &&
               std::filesystem::path(path).filename() != "lesson.md") {
        return Error{"there is no such deck", path, "it is a folder of lessons, or one lesson.md"};
    } else if (!std::filesystem::exists(path, ignored)) {
        return Error{"there is no such file", path, {}};
    }
    return std::make_shared<const lessons::Deck>(lessons::load_deck(folder, compile));
}

int show(const Show& request) {
    Output output;
    output.write(request.text);
    return output.exit_code();
}

int check_deck(const Check& request) {
    Output output;
    const bool good =
        check(*request.deck, request.limits, [&](std::string_view text) { return output.write(text); });
    const int written = output.exit_code();
    return written != kExitDone || good ? written : kExitFailed;
}

int play(const Play& request) {
    if (!request.workload.lesson->program) {
        complain(request.workload.lesson->trouble);
        return kExitFailed;
    }
    // The first Ctrl-C ends the run in good order, a second one the program.
    struct sigaction action {};
    action.sa_handler = note_interruption;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);

    Output output;
    const Played played =
        play(request, [&](std::string_view text) { return output.write(text); }, {{}, &interrupted});
    if (played.interrupted) return kExitInterrupted;
    if (played.cut) return output.exit_code();
    if (!played.limit.empty()) {
        complain(request.workload.lesson->id + ": " + played.limit);
        return kExitFailed;
    }
    if (played.outcome == trace::Outcome::Done) return kExitDone;
    complain(request.workload.lesson->id + ": " +
             (played.message.empty() ? "did not finish" : played.message));
    return kExitFailed;
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
    open_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);
    const Result<Request> request = parse(arguments, load);
    if (!request) {
        complain(request.error().message());
        return kExitWrongArguments;
    }
    if (const auto* wanted = std::get_if<Show>(&request.value())) return show(*wanted);
    if (!has_enough_descriptors()) {
        complain("too few files may be open at once here to run anything (ulimit -n 64 allows more)");
        return kExitFailed;
    }
    if (const auto* wanted = std::get_if<Play>(&request.value())) return play(*wanted);
    if (const auto* wanted = std::get_if<Check>(&request.value())) return check_deck(*wanted);
    const auto* picture = std::get_if<Render>(&request.value());
    const Complaint complaint =
        picture != nullptr ? render(*picture) : open_window(std::get<OpenWindow>(request.value()));
    if (!complaint.text.empty()) complain(complaint.text);
    return complaint.exit_code;
}

}  // namespace loopscope::app::cli
