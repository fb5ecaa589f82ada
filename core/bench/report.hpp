// What a benchmark has to say: one line a row, with the bound that the project promises.
#pragma once

#include <string>
#include <vector>

namespace loopscope::bench {

enum class Verdict { Holds, FallsShort, NotMeasured };

struct Row {
    std::string name;
    std::string value;
    std::string bound;
    Verdict verdict = Verdict::Holds;
};

// Row whose value has to stay at or below `most`; `note` follows the value.
Row at_most(std::string name, double value, double most, const std::string& unit,
            const std::string& note = {});
// Likewise, at or above `least`.
Row at_least(std::string name, double value, double least, const std::string& unit,
             const std::string& note = {});
// Row that could not be measured here, and why. It does not hold.
Row not_measured(std::string name, std::string why);

// Prints rows as they come.
class Report {
public:
    void add(const Row& row);
    void add(const std::vector<Row>& rows);
    // 0 when every row holds, else 1.
    [[nodiscard]] int exit_code() const { return all_hold_ ? 0 : 1; }

private:
    bool all_hold_ = true;
};

}  // namespace loopscope::bench
