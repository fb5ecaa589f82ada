// Plays one lesson with the real program, in real time, in every mode that it has, and compares with what the
// lesson claims: lesson_in_real_time PROGRAM FOLDER
#include "core/lessons/deck.hpp"
#include "core/trace/words.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <sys/wait.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace {

using namespace loopscope;

// Late is no mistake on a machine that has other things to do.
constexpr double kLate = 0.5, kEarly = 0.001;

struct Played {
    int exit_code = -1;
    double finish = -1;
    std::string outcome;
};

Played play(const std::string& program, const std::string& folder, const std::string& id,
            lessons::Mode mode) {
    const std::string command = fmt::format("'{}' play {} --deck '{}' --headless --mode {} --format json",
                                            program, id, folder, lessons::mode_word(mode));
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    std::string last, line;
    std::array<char, 4096> part{};
    while (std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) {
        line += part.data();
        if (!line.ends_with('\n')) continue;
        last = std::move(line);
        line.clear();
    }
    const int status = ::pclose(pipe);
    Played played;
    played.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    const auto summary = nlohmann::json::parse(last, nullptr, false);
    if (!summary.is_object()) return played;
    played.finish = summary.value("loop_s", -1.0);
    played.outcome = summary.value("outcome", "");
    return played;
}

// What the lesson says of a run in this mode that nobody has changed.
lessons::Claim claim_of(const lessons::Lesson& lesson, lessons::Mode mode) {
    for (const lessons::Claim& claim : lesson.claims) {
        if (claim.mode == mode && claim.set.empty()) return claim;
    }
    return {};
}

// Empty: all is as it is claimed.
std::string compare(const Played& played, const lessons::Claim& claim) {
    const trace::Outcome outcome = claim.outcome.value_or(trace::Outcome::Done);
    if (played.outcome != trace::word(outcome)) {
        return fmt::format("ends \"{}\", not \"{}\"", played.outcome, trace::word(outcome));
    }
    if ((played.exit_code == 0) != (outcome == trace::Outcome::Done)) {
        return fmt::format("exit code {}", played.exit_code);
    }
    if (!claim.finish) return {};
    const double least = *claim.finish - claim.within - kEarly, most = *claim.finish + claim.within + kLate;
    if (played.finish >= least && played.finish <= most) return {};
    return fmt::format("takes {:.3f} s, not {:.3f} s", played.finish, *claim.finish);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const std::string program = argv[1], folder = argv[2];
    const lessons::Deck deck = lessons::load_deck(folder);
    int wrong = deck.lessons.empty() ? 1 : 0;
    for (const lessons::Lesson& lesson : deck.lessons) {
        if (!lesson.trouble.empty()) {
            std::printf("%s\n", lesson.trouble.c_str());
            ++wrong;
        }
        for (const lessons::Mode mode : lesson.modes) {
            const Played played = play(program, folder, lesson.id, mode);
            const std::string difference = compare(played, claim_of(lesson, mode));
            const std::string name = fmt::format("{}, {}", lesson.id, lessons::mode_word(mode));
            std::printf(
                "%s: %s\n", name.c_str(),
                difference.empty() ? fmt::format("{:.3f} s", played.finish).c_str() : difference.c_str());
            if (!difference.empty()) ++wrong;
        }
    }
    return wrong == 0 ? 0 : 1;
}
