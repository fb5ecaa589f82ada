// Collects what is wrong with one file of a deck while it is read.
#pragma once

#include "core/lessons/deck.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::lessons {

class Report {
public:
    Report(std::string file, std::vector<Problem>& problems) : file_(std::move(file)), problems_(problems) {}

    void add(int line, std::string what, std::string hint = {}) {
        problems_.push_back({file_.string(), line, std::move(what), std::move(hint)});
    }
    // A mistake that leaves nothing to run.
    void fatal(int line, std::string what, std::string hint = {}) {
        add(line, std::move(what), std::move(hint));
        if (!trouble_.empty()) return;
        Problem shown = problems_.back();
        shown.file = file_.parent_path().filename() / file_.filename();
        trouble_ = to_text(shown);
    }
    // Mistakes of other files that leave nothing to run; not empty.
    void fatal(const std::vector<Problem>& others) {
        problems_.insert(problems_.end(), others.begin(), others.end());
        if (!trouble_.empty()) return;
        Problem shown = others.front();
        shown.file = std::filesystem::path(shown.file).filename();
        trouble_ = to_text(shown);
    }
    // The first fatal mistake as one line, with the last two names of the path; or "".
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

private:
    std::filesystem::path file_;
    std::vector<Problem>& problems_;
    std::string trouble_;
};

}  // namespace loopscope::lessons
