import { type Module, route } from '../module.ts'
import * as account from './account-contract.ts'
import * as ownAccount from './actions/account.ts'
import * as factors from './actions/factors.ts'
import * as invitation from './actions/invitation.ts'
import * as invites from './actions/invites.ts'
import * as keepers from './actions/keepers.ts'
import * as lostFactors from './actions/lost-factors.ts'
import * as password from './actions/password.ts'
import * as people from './actions/people.ts'
import * as session from './actions/session.ts'
import * as sessions from './actions/sessions.ts'
import * as signingIn from './actions/sign-in.ts'
import * as signOn from './actions/sign-on.ts'
import * as tokens from './actions/tokens.ts'
import * as contract from './contract.ts'
import { jobs } from './jobs.ts'
import { texts } from './locales/index.ts'
import * as peopleContract from './people-contract.ts'
import { ROLES } from './roles.ts'

/** Signing in, one's own account, and keeping the accounts of others. */
export const access: Module = {
  name: 'access',
  routes: [
    route(contract.readSession, session.readSession),
    route(contract.signIn, signingIn.signIn),
    route(contract.giveCode, signingIn.giveCode),
    route(contract.giveRecoveryCode, signingIn.giveRecoveryCode),
    route(contract.askPasskey, signingIn.askPasskey),
    route(contract.givePasskey, signingIn.givePasskey),
    route(contract.signOut, session.signOut),
    route(contract.readTerms, session.readTerms),
    route(contract.acceptTerms, session.acceptTerms),
    route(contract.askReset, password.askReset),
    route(contract.resetPassword, password.resetPassword),
    route(contract.readInvitation, invitation.readInvitation),
    route(contract.acceptInvitation, invitation.acceptInvitation),
    route(contract.beginSignOn, signOn.beginSignOn),
    route(contract.finishSignOn, signOn.finishSignOn),
    route(account.readAccount, ownAccount.readAccount),
    route(account.changeAccount, ownAccount.changeAccount),
    route(account.changePassword, ownAccount.changePassword),
    route(account.mailCode, ownAccount.mailCode),
    route(account.proveMailbox, ownAccount.proveMailbox),
    route(account.beginApp, factors.beginApp),
    route(account.confirmApp, factors.confirmApp),
    route(account.removeApp, factors.removeApp),
    route(account.beginPasskey, factors.beginPasskey),
    route(account.addPasskey, factors.addPasskey),
    route(account.removePasskey, factors.removePasskey),
    route(account.renewRecoveryCodes, factors.renewRecoveryCodes),
    route(account.proveSecondFactor, factors.proveSecondFactor),
    route(account.unlinkSignOn, signOn.unlinkSignOn),
    route(account.listSessions, sessions.listSessions),
    route(account.endSessions, sessions.endSessions),
    route(account.listTokens, tokens.listTokens),
    route(account.makeToken, tokens.makeToken),
    route(account.revokeToken, tokens.revokeToken),
    route(peopleContract.listPeople, people.listPeople),
    route(peopleContract.readPerson, people.readPerson),
    route(peopleContract.changePerson, people.changePerson),
    route(peopleContract.setStatus, people.setStatus),
    route(peopleContract.placePerson, people.placePerson),
    route(peopleContract.findOrganisations, keepers.findOrganisations),
    route(peopleContract.listInvitations, invites.listInvitations),
    route(peopleContract.invite, invites.invite),
    route(peopleContract.resendInvitation, invites.resendInvitation),
    route(peopleContract.withdrawInvitation, invites.withdrawInvitation),
    route(peopleContract.listFactorResets, lostFactors.listFactorResets),
    route(peopleContract.requestFactorReset, lostFactors.requestFactorReset),
    route(peopleContract.decideFactorReset, lostFactors.decideFactorReset),
  ],
  permissions: {
    /** Opens the pages of people; how far is said by the two below. */
    'access:people': ['org_admin', 'secretariat'],
    /** Keeps the accounts of the own organisation. */
    'access:organisation': ['org_admin'],
    /** Keeps all accounts. */
    'access:accounts': ['secretariat'],
    'access:tokens': ROLES,
  },
  jobs,
  texts,
}
