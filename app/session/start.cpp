#include "app/session/start.hpp"

#include <exception>
#include <string>

namespace loopscope::app::session {

Result<std::unique_ptr<record::Source>> start(const RunFactory& factory, const MakeStarter& program,
                                              record::SourceOptions options) {
    try {
        const record::Starter starter = program();
        if (!starter) return Error{"could not be started: there is nothing to run", {}, {}};
        std::unique_ptr<record::Source> run = factory(starter, std::move(options));
        if (run) return run;
        return Error{"could not be started", {}, {}};
    } catch (const std::exception& e) {
        return Error{std::string("could not be started: ") + e.what(), {}, {}};
    } catch (...) {
        return Error{"could not be started", {}, {}};
    }
}

}  // namespace loopscope::app::session
